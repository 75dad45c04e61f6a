/** Tiny servers on 127.0.0.1 and a free port. */
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

/** Listen; returns the address (with a closing slash) and `close`. A test that fails before it closes holds up nobody. */
export async function listen(answer) {
	const server = createServer(answer);
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	server.unref();
	const close = () =>
		new Promise((done) => {
			server.close(done);
			server.closeAllConnections();
		});
	return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/**
 * Serve a folder, and remember what was asked for. `instead` maps a path ("/settings.js") to a text that is served in
 * place of the file. Returns the address, the log of paths, and `close`.
 */
export async function serve(folder, instead = {}) {
	const asked = [];
	const server = await listen((request, response) => {
		const path = pathOf(request);
		asked.push(path);
		const name = path.endsWith("/") ? `${path}index.html` : path;
		if (Object.hasOwn(instead, name)) return sendText(response, extname(name), instead[name]);
		return sendFile(response, join(folder, normalize(name)));
	});
	return { ...server, asked, instead };
}

/** The path that a request asks for, as letters. */
export const pathOf = (request) => decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);

/** Send a text as a file of a kind (".html"). */
export function sendText(response, kind, text) {
	response.writeHead(200, headOf(kind)).end(text);
}

/** Send a file, or say that it is not here. */
export function sendFile(response, path) {
	const head = headOf(extname(path));
	if (!existsSync(path) || !statSync(path).isFile()) return void response.writeHead(404, head).end("not here");
	response.writeHead(200, head);
	createReadStream(path).pipe(response);
}

const headOf = (kind) => ({ "content-type": TYPES[kind] ?? "application/octet-stream", "cache-control": "no-store" });
