import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** What gets shorter; pictures and fonts are compressed already. */
const COMPRESSIBLE = /\.(?:css|html|js|json|svg|txt|wasm|webmanifest)$/;

/** Under this many bytes a packet is a packet. */
const MIN_BYTES = 1_024;

/** A tenth of the time of the best, for two percent more bytes. */
const BROTLI_QUALITY = 9;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/**
 * Writes `.br` and `.gz` beside the built files that get shorter by it: the service gives them to who takes them.
 * @param parameters.files relative to the directory
 */
export async function precompress({
  directory,
  files,
}: {
  directory: string;
  files: readonly string[];
}): Promise<void> {
  await Promise.all(
    files
      .filter((file) => COMPRESSIBLE.test(file))
      .map(async (file) => {
        const path = join(directory, file);
        const bytes = await readFile(path);
        if (bytes.length < MIN_BYTES) return;
        const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
        const [brotli, zipped] = await Promise.all([toBrotli(bytes, { params }), toGzip(bytes, { level: 9 })]);
        await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, zipped)]);
      }),
  );
}
