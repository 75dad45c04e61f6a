/** The script of the page "In the room" alone. The script of every page runs before and hands over what it gathered. */
import { RoomPage } from "../room/page.tsx";

const site = globalThis.SteppingUp?.site;
const place = document.querySelector<HTMLElement>("[data-su-room]");
const list = globalThis.SteppingUpRoomList;
if (site && place && list) new RoomPage(site, place, list).start();
