/** Hands a file to the person, the way a browser saves one. `type` is a MIME type. */
export function saveFile(name: string, parts: readonly BlobPart[], type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Parts of one CSV file, the first with its header. */
export const saveCsv = (name: string, parts: readonly string[]): void =>
  saveFile(name, parts, 'text/csv;charset=utf-8');
