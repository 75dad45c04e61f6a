/**
 * A platform for cmi5: launch, token, state and statements, as the specification asks of one (sections 8 to 11). No
 * small server of that kind can be installed; it judges no statement, so the test does.
 */
import { join, normalize } from "node:path";
import { listen, sendFile } from "./server.mjs";

const ACTOR = { objectType: "Agent", account: { homePage: "https://town.example", name: "k7f2m9" } };

/**
 * Serve a package and the resources of a platform. Each launch has a token of its own, given once.
 * `mode` may be set to "Review" or "Browse" for the launches to come; `slow` may wait before a request is answered.
 */
export async function cmi5Platform(folder, { returnTo = "" } = {}) {
	const state = { statements: [], states: new Map(), refused: [], launches: 0, tokens: new Set(), given: new Set(), mode: "Normal", slow: async () => {} };
	const server = await listen(async (request, response) => {
		const address = new URL(request.url, "http://127.0.0.1");
		const body = await bodyOf(request);
		await state.slow(body);
		const answer = answerTo(state, request, address, body, returnTo && `http://${request.headers.host}${returnTo}`);
		if (answer) return send(response, ...answer);
		return sendFile(response, join(folder, normalize(decodeURIComponent(address.pathname).replace(/^\/package\//, "/"))));
	});
	const { url } = server;
	const launch = () => {
		const words = {
			endpoint: `${url}xapi/`,
			fetch: `${url}token?launch=${++state.launches}`,
			actor: JSON.stringify(ACTOR),
			registration: "0b2a1e3c-5d6f-4a7b-8c9d-0e1f2a3b4c5d",
			activityId: "https://town.example/stepping-up/unit",
		};
		return `${url}package/shell.html?${new URLSearchParams(words)}`;
	};
	return Object.assign(state, server, { launch, verbs: () => state.statements.map(verbOf) });
}

const verbOf = ({ verb }) => verb.id.split("/").at(-1);

function answerTo(state, { method, headers }, { pathname, searchParams }, body, returnTo) {
	if (pathname === "/token") return token(state, searchParams.get("launch"));
	if (!pathname.startsWith("/xapi/")) return null;
	if (!state.tokens.has(headers.authorization)) return refuse(state, 401, pathname);
	if (headers["x-experience-api-version"] !== "1.0.3") return refuse(state, 400, "version");
	const what = pathname.slice("/xapi/".length);
	if (what === "statements") return statements(state, body);
	if (what === "agents/profile") return [404, ""];
	if (what !== "activities/state") return refuse(state, 404, what);
	const id = searchParams.get("stateId");
	if (id === "LMS.LaunchData") return [200, JSON.stringify(launchData(returnTo, state.mode))];
	if (method === "GET") return state.states.has(id) ? [200, state.states.get(id)] : [404, ""];
	state.states.set(id, body);
	return [204, ""];
}

const launchData = (returnTo, launchMode) => ({
	contextTemplate: {
		contextActivities: { grouping: [{ id: "https://town.example/stepping-up/book", objectType: "Activity" }] },
		extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "session-1" },
	},
	launchMode,
	launchMethod: "AnyWindow",
	moveOn: "CompletedOrPassed",
	...(returnTo ? { returnURL: returnTo } : {}),
});

function token(state, launch) {
	if (state.given.has(launch)) return [200, '{"error-code":"1","error-text":"given already"}'];
	state.given.add(launch);
	const value = Buffer.from(`learner:${launch}`).toString("base64");
	state.tokens.add(`Basic ${value}`);
	return [200, JSON.stringify({ "auth-token": value })];
}

function statements(state, body) {
	const told = [JSON.parse(body)].flat();
	state.statements.push(...told);
	return [200, JSON.stringify(told.map((one) => one.id))];
}

function refuse(state, status, why) {
	state.refused.push(`${status} ${why}`);
	return [status, ""];
}

async function bodyOf(request) {
	let text = "";
	for await (const part of request) text += part;
	return text;
}

function send(response, status, text) {
	response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(text);
}
