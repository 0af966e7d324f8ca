import { fileURLToPath } from "node:url";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatEthersChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import { configVariable, defineConfig } from "hardhat/config";
import { HardhatPluginError } from "hardhat/plugins";
import type { HardhatPlugin } from "hardhat/types/plugins";

/** "Contract code size is …" and "Contract initcode size is …". */
const CODE_SIZE_WARNINGS: ReadonlySet<string> = new Set(["5574", "3860"]);

/** Fails a build in which the compiler warns. Runs before anything is emitted or cached, so the next build fails as well. */
const strictWarnings: HardhatPlugin = {
  id: "kontor-strict-warnings",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        async invokeSolc(context, compiler, solcInput, solcConfig, next) {
          const output = await next(context, compiler, solcInput, solcConfig);
          const warnings = (output.errors ?? []).filter(
            ({ severity, errorCode, formattedMessage }) =>
              severity === "warning" &&
              // A test may be larger than what can be deployed.
              !(CODE_SIZE_WARNINGS.has(errorCode ?? "") && formattedMessage?.includes("--> project/test/contracts/")),
          );
          // What instruments the sources for coverage brings warnings of its own.
          if (warnings.length > 0 && !context.globalOptions.coverage) {
            const text = warnings.map(({ formattedMessage, message }) => formattedMessage ?? message).join("\n");
            throw new HardhatPluginError("kontor-strict-warnings", `Compiler warnings are errors here:\n${text}`);
          }
          return output;
        },
      }),
    }),
  },
};

export default defineConfig({
  plugins: [
    hardhatEthers,
    hardhatEthersChaiMatchers,
    hardhatIgnitionEthers,
    hardhatMocha,
    hardhatNetworkHelpers,
    strictWarnings,
  ],
  solidity: {
    version: "0.8.37",
    // The compiler comes from npm: nothing is downloaded at build time.
    path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
    settings: {
      optimizer: { enabled: true, runs: 40_000 },
      viaIR: true,
      evmVersion: "cancun",
      // No hash of the sources at the end of the code: verifiers pin the code's hash, and a comment must not change it.
      metadata: { bytecodeHash: "none" },
    },
  },
  paths: { tests: { mocha: "test/contracts", solidity: "test/contracts" } },
  test: {
    mocha: { timeout: 120_000 },
    solidity: { fuzz: { runs: 256 }, invariant: { runs: 64, depth: 64, failOnRevert: true } },
  },
  coverage: { skipFiles: ["test/contracts/**"] },
  networks: {
    live: {
      type: "http",
      url: configVariable("KONTOR_RPC_URL"),
      accounts: [configVariable("KONTOR_DEPLOYER_KEY")],
    },
  },
});
