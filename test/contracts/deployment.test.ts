import { expect } from "chai";
import { describe, it } from "mocha";
import KontorRegistryModule from "../../ignition/modules/KontorRegistry.ts";
import { COUNCIL, connection, ethers } from "./support/fixture.ts";

const DELAY = 259_200;

describe("deployment with Ignition", () => {
  it("default: deploys a registry with the council and the delay that were asked for", async () => {
    const [, council] = await ethers.getSigners();
    if (!council) throw new Error("The development network has accounts.");
    const { registry } = await connection.ignition.deploy(KontorRegistryModule, {
      parameters: { KontorRegistry: { initialDelay: DELAY, council: council.address } },
    });
    expect(await registry.getFunction("defaultAdmin").staticCall()).to.equal(council.address);
    expect(await registry.getFunction("defaultAdminDelay").staticCall()).to.equal(DELAY);
    expect(await registry.getFunction("hasRole").staticCall(COUNCIL, council.address)).to.equal(true);
    expect(await registry.getFunction("paused").staticCall()).to.equal(false);
  });

  it("error: refuses to guess a council or a delay", async () => {
    for (const parameters of [{}, { initialDelay: DELAY }]) {
      const deployment = connection.ignition.deploy(KontorRegistryModule, {
        parameters: { KontorRegistry: parameters },
      });
      const failure = await deployment.then(
        () => null,
        (error: unknown) => error,
      );
      expect(String(failure)).to.match(/Module parameter '\w+' requires a value/);
    }
  });
});
