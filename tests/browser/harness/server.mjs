/** A tiny static server on 127.0.0.1 and a free port; it remembers what was asked for. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".json": "application/json",
	".svg": "image/svg+xml",
	".png": "image/png",
};

/**
 * Serve a folder. `instead` maps a path ("/settings.js") to a text that is served in place of the file.
 * Returns the address (with a closing slash), the log of paths, and `close`.
 */
export async function serve(folder, instead = {}) {
	const asked = [];
	const server = createServer((request, response) => {
		const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
		asked.push(path);
		answer(folder, instead, path, response);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	const close = () =>
		new Promise((done) => {
			server.close(done);
			server.closeAllConnections();
		});
	return { url: `http://127.0.0.1:${server.address().port}/`, asked, instead, close };
}

function answer(folder, instead, path, response) {
	const name = path.endsWith("/") ? `${path}index.html` : path;
	const head = { "content-type": TYPES[extname(name)] ?? "application/octet-stream", "cache-control": "no-store" };
	if (Object.hasOwn(instead, name)) {
		response.writeHead(200, head).end(instead[name]);
		return;
	}
	const file = join(folder, normalize(name));
	if (!existsSync(file) || !statSync(file).isFile()) {
		response.writeHead(404, head).end("not here");
		return;
	}
	response.writeHead(200, head);
	createReadStream(file).pipe(response);
}
