/**
 * The script that reads and writes tables of Excel and CSV. A page or a notebook asks for it when somebody wants a file,
 * so nobody else carries it.
 */
import { Room } from "../mapping/files/room.tsx";
import type { RoomEnv } from "../mapping/tables-script.ts";

declare const SU_VERSION: string;

globalThis.SteppingUpSheetFiles ??= {
	version: SU_VERSION,
	room: (host: HTMLElement, env: RoomEnv) => new Room(host, env),
};
