// Runs one of the scripts beside this file: node scripts/run.mjs <name> [words]. Plain JavaScript, so that an old Node can
// still say what is wrong; the scripts themselves need one that reads TypeScript.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Celkiln's tools run on Node 24; this is Node ${process.versions.node}.\n` +
      "After 'npm ci', which brings the right one, run them through npm or as 'npx node scripts/run.mjs ...'. If npm\n" +
      "was told to run no install scripts, run 'npm rebuild node' once.",
  );
  process.exit(1);
}
const [name, ...words] = process.argv.slice(2);
process.argv.splice(2, process.argv.length, ...words);
await import(`./${name}.ts`);
