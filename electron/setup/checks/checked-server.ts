/** A server at one end of an integration, as the checks of addresses and certificates look at it. */
export interface CheckedServer {
  readonly product: string;
  readonly url: string;
  /** The setting that holds the file of a private certificate authority. */
  readonly caSetting: string;
  /** That authority in PEM, in a test integration that has one. Throws AppError `tls.caUnreadable` (ask). */
  ca(): string | null;
}
