// The package is Node's on the server. The libraries lie two folders up.
const root = new URL("../..", import.meta.url).pathname;

export default { output: "export", serverExternalPackages: ["reportedly"], turbopack: { root } };
