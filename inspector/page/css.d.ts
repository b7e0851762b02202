/** esbuild makes page.css of what is imported. */
declare module "*.css" {}
