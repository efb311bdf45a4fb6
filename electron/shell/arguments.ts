/** The command line's arguments if `--cli` comes first among the application's own; undefined where a window is wanted. */
export function cliArguments(argv: readonly string[], isPackaged: boolean): readonly string[] | undefined {
  // Unpackaged, Electron's own first argument is the application's folder.
  const [first, ...others] = argv.slice(isPackaged ? 1 : 2);
  return first === '--cli' ? others : undefined;
}
