interface Room {
  readonly id: string;
  readonly name: string;
}

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** The one room of this name, whatever letters are capital; undefined where there is none, or more than one. */
export function roomNamed(rooms: readonly Room[], name: string): Room | undefined {
  const [room, ...more] = rooms.filter((each) => plain(each.name) === plain(name));
  return more.length === 0 ? room : undefined;
}
