// Asks aws-cdk-lib how attributes and property types that the registry's schemas lack are written: prints JSON.
//
//   npm install aws-cdk-lib constructs
//   node measure_l1_overlay.js ASSEMBLY.json GAPS.json > measured.json     (then tools/build_l1_overlay.py)
//
// GAPS.json: {"attributes": [[class, member]], "structs": [[class, struct]]}. Every value is an intrinsic function, which
// no validation looks into; what comes out shows the name of each member.

const fs = require("fs");
const cdk = require("aws-cdk-lib");

const types = JSON.parse(fs.readFileSync(process.argv[2])).types;
const gaps = JSON.parse(fs.readFileSync(process.argv[3]));
const app = new cdk.App();
let count = 0;

function classOf(fqn) {
  const path = fqn.split(".").slice(1);
  if (path.length === 1) return cdk[path[0]];
  return require("aws-cdk-lib/" + path.slice(0, -1).join("/").replace(/_/g, "-"))[path[path.length - 1]];
}

const marker = (name) => ({ Ref: `<${name}>` });

function structsIn(type, isList = false) {
  if (type.fqn) return [[type.fqn, isList]];
  if (type.collection) return structsIn(type.collection.elementtype, type.collection.kind === "array");
  return ((type.union || {}).types || []).flatMap((each) => structsIn(each, isList));
}

function pathTo(root, wanted) {
  const seen = new Set([root]);
  let paths = [[root, []]];
  while (paths.length) {
    const next = [];
    for (const [fqn, path] of paths) {
      for (const each of (types[fqn] || {}).properties || []) {
        for (const [inner, isList] of structsIn(each.type)) {
          const longer = [...path, [fqn, each.name, isList]];
          if (inner === wanted) return longer;
          if ((types[inner] || {}).datatype && !seen.has(inner)) {
            seen.add(inner);
            next.push([inner, longer]);
          }
        }
      }
    }
    paths = next;
  }
}

function required(fqn) {
  const found = {};
  for (const each of (types[fqn] || {}).properties || []) {
    const isText = JSON.stringify(each.type).includes('"string"') && each.type.union; // a text or another resource
    if (!each.optional) found[each.name] = isText ? `<${each.name}>` : marker(each.name);
  }
  return found;
}

function made(fqn, props) {
  return new (classOf(fqn))(new cdk.Stack(app, `S${count++}`), "X", props);
}

function attribute(fqn, member) {
  const one = made(fqn, required(fqn + "Props"));
  return cdk.Stack.of(one).resolve(one[member])["Fn::GetAtt"][1];
}

function struct(fqn, name) {
  const wanted = `${fqn}.${name}`;
  const members = Object.fromEntries(types[wanted].properties?.map((each) => [each.name, marker(each.name)]) || []);
  const path = pathTo(fqn + "Props", wanted);
  if (!Object.keys(members).length || !path) return {};
  let value = members;
  for (const [owner, member, isList] of [...path].reverse()) {
    value = { ...required(owner), [member]: isList ? [value] : value };
  }
  const one = made(fqn, value);
  const text = JSON.stringify(cdk.Stack.of(one).resolve(one._toCloudFormation()));
  return Object.fromEntries(
    Object.keys(members).map((each) => [each, [...text.matchAll(new RegExp(`"([^"]+)":{"Ref":"<${each}>"}`, "g"))].pop()[1]]),
  );
}

const attempt = (action) => {
  try {
    return action();
  } catch (error) {
    return `ERROR ${error}`.slice(0, 300);
  }
};
process.stdout.write(
  JSON.stringify({
    attributes: gaps.attributes.map(([fqn, name]) => [fqn, name, attempt(() => attribute(fqn, name))]),
    structs: gaps.structs.map(([fqn, name]) => [fqn, name, attempt(() => struct(fqn, name))]),
  }),
);
