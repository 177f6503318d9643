/** Who signs, as the signing service knows them. */
export interface SigningPerson {
  username: string;
  name: string;
}

/** What the person types so that the service signs; never stored. */
export interface SigningSecrets {
  pin: string;
  otp: string;
}

/** A person's key at the service, which never leaves it. */
export interface SigningCredential {
  /** In DER, the signer's own first. */
  certificates: Buffer[];
  /**
   * Signs a SHA-256 hash with RSA (PKCS#1 v1.5).
   * @throws BusinessError `signing.refused` with the service's reason
   */
  signHash(hash: Buffer, secrets: SigningSecrets): Promise<Buffer>;
  /** Has the one-time password sent to the person; undefined where they have it otherwise. */
  sendOtp?(): Promise<void>;
}

/** Where people sign without a device of their own: a service over the network, or its simulation. */
export interface SigningPort {
  kind: 'service' | 'simulation';
  /** @throws BusinessError `signing.no-credential`, `signing.away` */
  credentialOf(person: SigningPerson): Promise<SigningCredential>;
}
