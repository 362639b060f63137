// The reader's style sheet, which a build makes of static/*.css (xtask/src/embed.rs).

declare const css: string;
export default css;
