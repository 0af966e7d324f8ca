import type { CoderType } from "micro-packed";
import { KontorError } from "../errors/kontor-error.ts";

/** `name` is of the object, for messages: "envelope", "wrap". */
type Coding<T> = { coder: CoderType<T>; name: string };

/** Decodes all of `bytes`. @throws InvalidFormat, with the coder's complaint as its cause */
export function decodeAll<T>({ coder, bytes, name }: Coding<T> & { bytes: Uint8Array }): T {
  try {
    return coder.decode(bytes);
  } catch (cause) {
    throw invalidFormat({ name, problem: "does not have its layout", cause });
  }
}

/** @throws InvalidArgument when a value does not fit its field */
export function encodeAll<T>({ coder, value, name }: Coding<T> & { value: T }): Uint8Array {
  try {
    return coder.encode(value);
  } catch (cause) {
    throw new KontorError({
      code: "InvalidArgument",
      message: `A value does not fit its field of the ${name}.`,
      cause,
    });
  }
}

/** @param parameters.problem reads on from "The envelope …". */
export function invalidFormat(parameters: { name: string; problem: string; cause?: unknown }): KontorError {
  const { name, problem, cause } = parameters;
  return new KontorError({ code: "InvalidFormat", message: `The ${name} ${problem}.`, cause });
}
