// Builds the committed bundles in steppingup/static/. The same sources always give the same bytes.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.SU_OUT ?? join(here, "../steppingup/static");
const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const css = (name) => readFileSync(join(here, "css", `${name}.css`), "utf8");

const shared = {
	absWorkingDir: here,
	bundle: true,
	minify: true,
	charset: "utf8",
	legalComments: "none",
	logLevel: "warning",
	// old office computers: the last browsers of Windows 7 and 8 still read and answer everything, in light colours
	target: ["chrome109", "firefox115", "safari16.4"],
};

const LICENCE = `/*! Stepping Up ${version} (BSD-3-Clause). Contains Preact, (c) Jason Miller (MIT)`;

const OWN = `${LICENCE.replace(". Contains Preact, (c) Jason Miller (MIT)", "")} */`;

const SHARED = "./src/mapping/results/shared-preact.ts";

const script = (name, licence, more = {}) =>
	build({
		...shared,
		...more,
		entryPoints: [`src/scripts/${name}.ts`],
		outfile: join(out, `${name}.js`),
		format: "iife",
		jsx: "automatic",
		jsxImportSource: "preact",
		define: { SU_VERSION: JSON.stringify(version) },
		banner: { js: licence },
	});

const style = (file, contents) =>
	build({ ...shared, stdin: { contents, loader: "css", resolveDir: here }, outfile: join(out, file) });

const PAIR = /light-dark\((rgb\([^)]*\)|[^,()]+),\s*[^()]+\)/g;
const paired = (text) => `${text.replace(PAIR, "$1")}\n@supports (color: light-dark(#000, #fff)) {\n${text}\n}`;
const tokens = paired(css("tokens"));

// in a notebook every rule stays inside the widget, and the colours of the widget belong to it alone
const scoped = (...names) =>
	`${tokens.replaceAll(":root", ".su-live")}\n${css("widget")}\n.su-live {\n${names.map(css).join("\n")}\n}\n`;

await Promise.all([
	script("stepping-up", `${LICENCE}. */`),
	script("pages", `${LICENCE}. */`),
	script("pattern", `${LICENCE}. */`),
	script("check", `${LICENCE}. */`),
	script("needs", `${LICENCE}. */`),
	script("room", `${LICENCE}. */`),
	script("exercise", `${LICENCE}. */`),
	script("worksheet", `${LICENCE}. */`),
	script("first-map", `${LICENCE}. */`),
	script("map-results", `${LICENCE}. */`),
	script("map-parts", OWN, { alias: { preact: SHARED, "preact/jsx-runtime": SHARED } }),
	script("personal", OWN),
	script(
		"sheet-files",
		`${LICENCE}; fflate, (c) Arjun Barrett (MIT); Papa Parse, (c) Matthew Holt (MIT); saxen, (c) Konstantin Vopilovskii, Nico Rehwaldt (MIT); noble-hashes, (c) Paul Miller (MIT). */`,
	),
	script("search", `${LICENCE.replace("Preact, (c) Jason Miller", "MiniSearch, (c) Luca Ongaro")}. */`),
	script("shell-scorm", OWN),
	script(
		"shell-cmi5",
		`${OWN.replace(" */", "")}. Contains @xapi/cmi5 and @xapi/xapi, (c) Christian Cook (MIT); axios, (c) Matt Zabriskie and Collaborators (MIT); uuid, (c) Robert Kieffer and other contributors (MIT); deepmerge, (c) James Halliday, Josh Duff, and other contributors (MIT). */`,
		{ mainFields: ["module", "main"] },
	),
	script("lent", OWN),
	style("shell.css", [tokens, css("shell")].join("\n")),
	style("stepping-up.css", [tokens, ...["activity", "page", "country", "check", "print"].map(css)].join("\n")),
	style("exercise.css", `${css("text")}\n${css("exercise")}`),
	style("first-map.css", css("first-map")),
	style("worksheet.css", `${css("worksheet")}\n${css("worksheet-page")}`),
	style("needs.css", css("needs")),
	style("room.css", css("room")),
	style("trainer.css", paired(css("trainer"))),
	style("map-results.css", css("map-results")),
	style("widget.css", scoped("activity", "text")),
	style("worksheet-widget.css", scoped("activity", "worksheet")),
]);
