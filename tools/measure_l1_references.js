// Asks aws-cdk-lib how each class of a resource type names its resource: prints JSON.
//
//   npm install aws-cdk-lib constructs
//   node measure_l1_references.js ASSEMBLY.json > references.json     (then tools/build_l1_references.py)
//
// Every class is made once with a placeholder for each property; what its reference record and its ARN
// resolve to shows which attribute or property each part comes from.

const fs = require("fs");
const cdk = require("aws-cdk-lib");

const types = JSON.parse(fs.readFileSync(process.argv[2])).types;
const app = new cdk.App();
const found = {};

function classOf(path) {
  const name = path[path.length - 1];
  if (path.length === 1) return cdk[name];
  return require("aws-cdk-lib/" + path.slice(0, -1).join("/").replace(/_/g, "-"))[name];
}

function placeholders(fqn) {
  const lists = new Set();
  const omitted = new Set(); // tags that may be left out: a placeholder is no tag
  const props = types[fqn + "Props"];
  for (const each of (props && props.properties) || []) {
    if (/tags$/i.test(each.name) && each.optional) omitted.add(each.name);
    if (JSON.stringify(each.type).includes('"kind":"array"')) lists.add(each.name);
  }
  return new Proxy({}, {
    get: (_, key) => {
      if (typeof key === "symbol" || omitted.has(key)) return undefined;
      return lists.has(key) ? [`<${key}>`] : `<${key}>`;
    },
  });
}

function attempt(action) {
  try {
    return action();
  } catch (error) {
    return `ERROR ${error}`;
  }
}

for (const [fqn, body] of Object.entries(types)) {
  const type = ((body.docs || {}).custom || {}).cloudformationResource;
  if (body.kind !== "class" || !type) continue;
  const kind = attempt(() => classOf(fqn.split(".").slice(1)));
  const stack = new cdk.Stack(app, `S${Object.keys(found).length}`);
  const statics = (body.methods || []).filter((each) => each.static);
  const member = (body.properties || []).find(
    (each) => each.name.endsWith("Ref") && (each.type.fqn || "").includes(".interfaces."),
  );
  const parts = (made) =>
    Object.fromEntries(
      Object.getOwnPropertyNames(made[member.name]).map((name) => [name, stack.resolve(made[member.name][name])]),
    );
  const record = { type, statics: statics.map((each) => each.name), member: member && member.name };
  found[fqn] = record;
  const made = attempt(() => new kind(stack, "X", placeholders(fqn)));
  if (typeof made === "string" || !member) continue;
  record.parts = attempt(() => parts(made));
  const arn = statics.find((each) => each.name.startsWith("arnFor"));
  if (arn) record.arn = attempt(() => stack.resolve(kind[arn.name](made)));
  record.from = {};
  for (const each of statics.filter((one) => one.name.startsWith("from"))) {
    const given = each.parameters[2].name;
    const value = given === "arn" ? "arn:aws:none:none:none:none" : "NAME"; // the refusal of an ARN shows its template
    record.from[each.name] = [given, attempt(() => parts(kind[each.name](stack, each.name, value)))];
  }
}
process.stdout.write(JSON.stringify(found));
