// What a municipality may change in this copy of the course, with any text editor; no building is needed.
// A new build writes this file again from settings.toml.
// leave: the ordinary page that "Leave this page" opens; leaveFromDisk: the same for a course on a disk.
// town: its name, for the card; country: two letters, such as "fi".
// contacts: "focal-point": "name, phone"; the same with deputy, advice, child-day, child-night, beds, interpreter, labour.
// needs: the self-check. notice: your data-protection notice in place of ours; receiver: who gets the files; towns: "short-code": "name", to choose from.
globalThis.SteppingUpSettings = {
  "leave": "https://weather.example.org/",
  "leaveFromDisk": "about:blank",
  "town": "",
  "country": "fi",
  "contacts": {},
  "needs": {
    "notice": "",
    "receiver": "",
    "towns": {}
  }
};
