/** Where mail is handed over and how. Durations are milliseconds. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /**
   * `implicit`: TLS from the first byte (port 465). `required`: STARTTLS or nothing. `opportunistic`: STARTTLS where offered.
   * `never`: plain, for a server on the same machine.
   */
  readonly tls: 'implicit' | 'required' | 'opportunistic' | 'never';
  readonly verifyCertificate: boolean;
  /** Certificate of a private authority, PEM. */
  readonly ca?: string;
  readonly user?: string;
  readonly password?: string;
  /** What this machine calls itself (EHLO); its host name if absent. */
  readonly helloName?: string;
  /** Connections at once. */
  readonly connections: number;
  readonly messagesPerConnection: number;
  /** Messages a second over all connections of this process; 0 for no limit. */
  readonly messagesPerSecond: number;
  readonly connectTimeoutMs: number;
  /** How long a server may take for one answer. RFC 5321 asks for ten minutes after the final dot. */
  readonly replyTimeoutMs: number;
  /** How long one message may take in all; shorter than the time after which a claim counts as abandoned. */
  readonly messageTimeoutMs: number;
}
