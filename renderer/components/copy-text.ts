/**
 * Puts a text on the clipboard. Our window grants no permissions, not even this one, so the text goes in the way that Ctrl-C does: it needs
 * none, only that the person has just pressed something. Returns whether it worked.
 */
export function copyText(text: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return done;
}

/** Tab-separated values, as spreadsheets take them: what would break a row is put in quotation marks. */
export const toTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(tsvCell).join('\t')).join('\n');

const tsvCell = (text: string): string => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
