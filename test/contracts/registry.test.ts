import { readdir, readFile } from "node:fs/promises";
import { expect } from "chai";
import { keccak256 } from "ethers";
import { artifacts } from "hardhat";
import { describe, it } from "mocha";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { kontorRegistryBytecode, kontorRegistryCodeHash } from "#generated/kontor-registry-bytecode.ts";
import { connection, deployed, ethers, networkHelpers } from "./support/fixture.ts";

const { loadFixture } = networkHelpers;

/** EIP-170. */
const MAX_CODE_SIZE = 24_576;

/**
 * What OpenZeppelin declares and this registry cannot do: a time beyond uint48, a change of the EIP-712 domain, and a
 * multicall to an address without code.
 */
const UNREACHABLE = new Set(["SafeCastOverflowedUintDowncast", "EIP712DomainChanged", "AddressEmptyCode"]);

describe("registry", () => {
  it("behavior: every error and event of the interface is asserted somewhere in these tests", async () => {
    const names = await readdir(import.meta.dirname);
    const tests = names.filter((name) => name.endsWith(".test.ts"));
    const texts = await Promise.all(tests.map((name) => readFile(`${import.meta.dirname}/${name}`, "utf8")));
    const unnamed = kontorRegistryAbi
      .filter((item) => item.type === "error" || item.type === "event")
      .filter(({ name }) => !UNREACHABLE.has(name) && !texts.some((text) => text.includes(`"${name}"`)));
    expect(unnamed.map(({ name }) => name)).to.deep.equal([]);
  });

  it("default: names the EIP-712 domain that its signatures are for (ERC-5267)", async () => {
    const { registry } = await loadFixture(deployed);
    const { chainId } = await ethers.provider.getNetwork();
    expect(await registry.eip712Domain.staticCall()).to.deep.equal([
      "0x0f",
      "Kontor",
      "1",
      chainId,
      await registry.getAddress(),
      `0x${"00".repeat(32)}`,
      [],
    ]);
  });

  it("behavior: says which interfaces it has (ERC-165)", async () => {
    const { registry } = await loadFixture(deployed);
    // ERC-165, IAccessControl, IAccessControlDefaultAdminRules.
    for (const id of ["0x01ffc9a7", "0x7965db0b", "0x31498786"]) {
      expect(await registry.supportsInterface(id)).to.equal(true);
    }
    expect(await registry.supportsInterface("0xffffffff")).to.equal(false);
  });

  it("behavior: the generated files are of this contract, and its code has one hash everywhere", async function () {
    // Instrumented for coverage the code is another.
    if (process.argv.includes("--coverage")) this.skip();
    const { registry } = await loadFixture(deployed);
    const artifact = await artifacts.readArtifact("KontorRegistry");
    expect(kontorRegistryBytecode).to.equal(artifact.bytecode);
    expect(JSON.stringify(kontorRegistryAbi)).to.equal(JSON.stringify(artifact.abi));
    expect(artifact.immutableReferences).to.deep.equal({});
    const code = await connection.provider.request({ method: "eth_getCode", params: [await registry.getAddress()] });
    expect(keccak256(String(code))).to.equal(kontorRegistryCodeHash);
    expect((artifact.deployedBytecode.length - 2) / 2).to.be.lessThan(MAX_CODE_SIZE);
  });
});
