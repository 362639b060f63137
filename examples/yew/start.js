import start from "./host.js";

await start();
