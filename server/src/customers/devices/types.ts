/** What a browser gives who may send to it (Push API). */
export interface PushSubscription {
  /** Address at its push service. Who knows it and the keys could write to the browser, so it is kept encrypted. */
  readonly endpoint: string;
  readonly keys: { readonly p256dh: Uint8Array; readonly auth: Uint8Array };
  /** The public key that it subscribed to, base64url. */
  readonly applicationKey: string;
}

/** A browser in which a customer turned notifications on. */
export interface PushDevice extends PushSubscription {
  /** That of its contact point. */
  readonly address: string;
}

/** A device as its customer sees it. */
export interface DeviceShown {
  readonly address: string;
  /** Such as `Chrome, Android`. */
  readonly name: string;
  readonly turnedOnAt: Date;
  /** First half of the SHA-256 of the endpoint, hexadecimal: by it a browser knows itself. */
  readonly mark: string;
}
