const needed = [20, 19];

/** Says why this Node.js is too old, or nothing when it is new enough. */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined;
  return `Tegoed needs Node.js ${needed.join(".")} or newer; this is ${version}. Install a newer one from https://nodejs.org and run this again.`;
}
