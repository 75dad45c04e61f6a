// What a municipality may change in this copy of the course, with any text editor; no building is needed.
// A new build writes this file again from settings.toml.
// leave: the ordinary page that "Leave this page" opens; leaveFromDisk: the same for a course on a disk.
// country: two letters, such as "fi"; contacts: "what": "name, phone".
globalThis.SteppingUpSettings = {
  "leave": "https://weather.example.org/",
  "leaveFromDisk": "about:blank",
  "country": "fi",
  "contacts": {}
};
