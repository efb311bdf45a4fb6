/** Characters of a piece: in UTF-8 at most 600,000 bytes of three each stay below a message's megabyte. */
const largest = 200_000;

/** A file in pieces that each begin with its header, with the number of each piece's first line of data in the file. */
export function piecesOf(text: string): readonly { readonly text: string; readonly firstLine: number }[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const pieces: { text: string; firstLine: number }[] = [];
  let piece: string[] = [];
  let size = 0;
  let firstLine = 2;
  const close = (): void => {
    pieces.push({ text: [header, ...piece].join('\n'), firstLine });
    firstLine += piece.length;
    piece = [];
    size = 0;
  };
  for (const line of lines) {
    if (size + line.length > largest && piece.length > 0) close();
    piece.push(line);
    size += line.length + 1;
  }
  if (piece.length > 0 || pieces.length === 0) close();
  return pieces;
}
