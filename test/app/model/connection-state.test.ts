import { describe, expect, it } from "vitest";
import { connectionState } from "#app/model/connection-state.ts";

const now = new Date(1_000_000_000_000);
const block = { number: 100n, timestamp: 999_999_990n };
const state = (given: Partial<Parameters<typeof connectionState>[0]>) =>
  connectionState({ online: true, contact: { indexedBlock: 100, block }, development: false, now, ...given });

describe("connectionState", () => {
  it("default: both answer and are level", () => {
    expect(state({})).toBe("connected");
    expect(state({ contact: { indexedBlock: 97, block } })).toBe("connected");
    expect(state({ contact: undefined })).toBe("connected");
  });

  it("behavior: names what is cut off, the nearest first", () => {
    expect(state({ online: false, contact: { indexedBlock: null, block: null } })).toBe("offline");
    expect(state({ contact: { indexedBlock: null, block: null } })).toBe("serviceDown");
    expect(state({ contact: { indexedBlock: 100, block: null } })).toBe("chainDown");
  });

  it("behavior: names who is behind: the service's index, or the chain that this browser is shown", () => {
    expect(state({ contact: { indexedBlock: 94, block } })).toBe("serviceBehind");
    expect(state({ contact: { indexedBlock: 106, block } })).toBe("chainBehind");
  });

  it("behavior: a chain without a new block for long is behind, but for a local one", () => {
    const contact = { indexedBlock: 100, block: { ...block, timestamp: 999_000_000n } };
    expect(state({ contact })).toBe("chainBehind");
    expect(state({ contact, development: true })).toBe("connected");
  });
});
