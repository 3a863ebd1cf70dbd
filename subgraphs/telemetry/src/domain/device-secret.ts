/** The text of a device's secret from its random parts: `csd_`, 8 hexadecimal digits, `_`, and 256 random bits as base64url. */
export const secretText = (name: Buffer, secret: Buffer): string =>
  `csd_${name.toString('hex')}_${secret.toString('base64url')}`;

/** For how long a device may go on with the secret before its newest. */
export const graceHours = 24;
