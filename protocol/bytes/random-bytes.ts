/** `length` bytes that nobody can predict. A parameter everywhere, so that vectors are deterministic. */
export type RandomBytes = (length: number) => Uint8Array;

/** The platform's generator (Web Crypto), the same in browsers and Node. */
export const secureRandomBytes: RandomBytes = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length));
