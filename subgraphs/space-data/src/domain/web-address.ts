/** What the graph can carry. */
const longest = 2_000;

/** An address of the web as others write them, one without a protocol as https; undefined for anything else, and for one that signs somebody in. */
export function webAddress(text: string): string | undefined {
  const url = URL.parse(text.trim().replace(/^\/\//, 'https://'));
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '' || url.searchParams.has('api_key')) return undefined;
  return url.href.length <= longest ? url.href : undefined;
}
