/** All that the browser tests share. */
export * from "./answers.mjs";
export * from "./axe.mjs";
export * from "./book.mjs";
export * from "./browsers.mjs";
export * from "./cmi5.mjs";
export * from "./hands.mjs";
export * from "./learner.mjs";
export * from "./opened.mjs";
export * from "./platform.mjs";
export * from "./server.mjs";
export * from "./storage.mjs";
export * from "./survey.mjs";
