/** Requests that outlive their page: the last statement of a session is sent while the window closes. */

interface Asked {
	url?: string;
	method?: string;
	headers: { toJSON(): unknown };
	data?: unknown;
}

/**
 * How axios sends a request, by the browser's own means.
 * @throws Error naming the status of a refusal
 */
export async function outliving<T extends Asked>(config: T) {
	const answer = await fetch(config.url ?? "", {
		method: (config.method ?? "get").toUpperCase(),
		headers: config.headers.toJSON() as Record<string, string>,
		body: (config.data ?? null) as string | null,
		keepalive: true,
	});
	if (!answer.ok) throw new Error(`refused with ${answer.status}`);
	const { status, statusText, headers } = answer;
	return { data: await answer.text(), status, statusText, headers: Object.fromEntries(headers), config };
}
