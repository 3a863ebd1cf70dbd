// The way in: `node infra/run.mjs <command>`. Any Node with modules can read this file, so that an old one gets a sentence.
const oldest = 18;

if (Number.parseInt(process.versions.node, 10) < oldest) {
  console.error(
    `LAUNCH_OLD_NODE: Node ${process.versions.node} cannot start this project; Node ${oldest} or newer can.`,
  );
  process.exitCode = 1;
} else {
  void import('./launcher/launch.mjs').then(({ launch }) => launch(process.argv.slice(2)));
}
