/** The number of a programme, which some write with zeros before it: 2733 of 02733. */
export const programOf = (written: string): string => written.replace(/^0+(?=\d)/, '');

/** An instrument in capitals, without the mode that some add: NIRCAM of NIRCam and of NIRCAM/IMAGE. */
export const instrumentOf = (written: string): string => written.replace(/\/.*$/, '').trim().toUpperCase();

/** The end of a product's name, which some write with the line before it: i2d of _i2d. */
export const suffixOf = (written: string): string => written.replace(/^_+/, '').toLowerCase();

/** What is left of an image's file name without what says that it is a JPEG; undefined of what is not the name of one. */
export const stemOf = (fileName: string): string | undefined =>
  /^(?<stem>[\w.-]{1,150})\.jpe?g$/i.exec(fileName)?.groups?.['stem'];

/** The address of an image as anybody may know it: of https, without whatever may be a key. Undefined of any other. */
export function imageAddress(written: string | null | undefined): URL | undefined {
  const address = URL.parse(written ?? '');
  if (address?.protocol !== 'https:' || address.username !== '' || address.password !== '') return undefined;
  address.search = '';
  address.hash = '';
  return address;
}
