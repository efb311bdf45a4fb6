export const secretNames = ['powerschool.clientSecret', 'partner.clientSecret'] as const;
export type SecretName = (typeof secretNames)[number];

/** Where secrets live. Nothing else in the application may keep one longer than a run. */
export interface CredentialStore {
  readonly kind: 'keychain' | 'env' | 'memory';
  /** Null if there is none. Throws AppError `credentials.unavailable` (ask) with what is wrong with the keychain. */
  get(integrationId: string, name: SecretName): Promise<string | null>;
  set(integrationId: string, name: SecretName, secret: string): Promise<void>;
  /** Removes one secret; not an error if there is none. */
  delete(integrationId: string, name: SecretName): Promise<void>;
  /** Removes every secret of an integration; not an error if there is none. */
  deleteAll(integrationId: string): Promise<void>;
}
