import { bytes, struct, U8, U16BE, U32BE, U64BE } from "micro-packed";
import type { Address, Hex } from "viem";
import { defineHeader } from "../bytes/define-header.ts";
import { addressCoder, bytes32Coder } from "../bytes/hex-coders.ts";
import { recordKindName } from "../chain/kinds.ts";
import { KontorError } from "../errors/kontor-error.ts";

/** Whose key a wrap is under, and the byte that says so. */
const WRAPPERS = { organisation: 1, channel: 2 } as const;
export type Wrapper = keyof typeof WRAPPERS;

/** What a wrap says of itself, all of it authenticated. */
export type WrapHeader = {
  /** The kind of wrap key: an organisation's own, which is meant when it is left out, or a channel's to a grantee. */
  wrapper?: Wrapper;
  chainId: bigint;
  registry: Address;
  customer: Hex;
  /** The epoch of the customer secret: the steward's key epoch in the entries that it opens. */
  keyEpoch: number;
  /** 0: the customer secret. A kind's code: that kind's section key only. */
  scope: number;
  /** Whom it is for: the organisation, or the channel's grantee. */
  holder: Address;
  /** The epoch of the wrap key: the organisation's, or the steward's in which the channel was made. */
  wrapperEpoch: number;
};

/** Scope of a wrap that holds the customer secret itself. */
export const SCOPE_ALL = 0;

const WRAPPER_NAMES = new Map<number, Wrapper>(
  (Object.keys(WRAPPERS) as Wrapper[]).map((name) => [WRAPPERS[name], name]),
);

const WRAP = defineHeader({
  name: "wrap",
  magic: "KNTW",
  version: 1,
  suite: 1,
  fields: struct({
    wrapper: U8,
    chainId: U64BE,
    registry: addressCoder,
    customer: bytes32Coder,
    keyEpoch: U32BE,
    scope: U16BE,
    holder: addressCoder,
    wrapperEpoch: U32BE,
    nonce: bytes(24),
  }),
});

/** Everything before the ciphertext: the associated data. */
export const WRAP_HEADER_LENGTH = WRAP.length;
/** A secret and its tag follow the header. */
export const WRAP_LENGTH = WRAP_HEADER_LENGTH + 48;

/** The bytes before a wrap's ciphertext. @throws InvalidArgument, InvalidFormat, UnknownScope */
export function encodeWrapHeader({ header, nonce }: { header: WrapHeader; nonce: Uint8Array }): Uint8Array {
  checkHeader(header);
  return WRAP.encode({ ...header, wrapper: WRAPPERS[header.wrapper ?? "organisation"], nonce });
}

/**
 * @param wrap the whole wrap.
 * @throws InvalidFormat, UnknownVersion, UnknownSuite, UnknownWrapper, UnknownScope
 */
export function parseWrapHeader(wrap: Uint8Array): Required<WrapHeader> & { nonce: Uint8Array } {
  const { wrapper: code, ...header } = WRAP.decode(wrap);
  if (wrap.length !== WRAP_LENGTH) throw WRAP.invalid(`is not ${WRAP_LENGTH} bytes long`);
  const wrapper = WRAPPER_NAMES.get(code);
  if (wrapper === undefined) {
    const details = { wrapper: code };
    throw new KontorError({ code: "UnknownWrapper", message: "The wrap's wrapper is not known here.", details });
  }
  checkHeader(header);
  return { wrapper, ...header };
}

function checkHeader({ scope, keyEpoch, wrapperEpoch }: WrapHeader): void {
  if (keyEpoch < 1 || wrapperEpoch < 1) throw WRAP.invalid("names a key epoch 0");
  if (scope === SCOPE_ALL) return;
  try {
    recordKindName(scope);
  } catch (cause) {
    const details = { scope };
    throw new KontorError({
      code: "UnknownScope",
      message: "The wrap's scope is no kind with records.",
      details,
      cause,
    });
  }
}
