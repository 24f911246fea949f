/** Makes workstations' certificates with the department's own authority. Decides nothing: whoever calls it has checked the key. */
export interface WorkstationCertificate {
  /** PEM. */
  readonly certificate: string;
  /** Milliseconds since the epoch. */
  readonly notAfter: number;
}

export interface WorkstationCertificates {
  /** For TLS clients alone, in the name of the workstation's id. `publicKey`: SPKI, PEM, EC P-256. */
  certify(workstationId: string, publicKey: string): Promise<WorkstationCertificate>;
}
