// Bundles every test to a temporary folder and runs it with Node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "su-test-"));
const names = readdirSync(join(here, "test")).filter((name) => /\.test\.tsx?$/.test(name));

try {
	await build({
		absWorkingDir: here,
		entryPoints: names.map((name) => join("test", name)),
		outdir: folder,
		outExtension: { ".js": ".mjs" },
		bundle: true,
		platform: "node",
		format: "esm",
		target: "node20",
		jsx: "automatic",
		jsxImportSource: "preact",
		logLevel: "warning",
		sourcemap: "inline",
		define: { SU_FRONTEND: JSON.stringify(here) },
	});
	const files = names.map((name) => join(folder, name.replace(/\.tsx?$/, ".mjs")));
	const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
	process.exitCode = run.status ?? 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
