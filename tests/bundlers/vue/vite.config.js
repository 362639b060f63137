import vue from "@vitejs/plugin-vue";

const isCustomElement = (tag) => tag.startsWith("reportedly-");

export default {
  base: "./",
  build: { target: "esnext" },
  logLevel: "warn",
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
};
