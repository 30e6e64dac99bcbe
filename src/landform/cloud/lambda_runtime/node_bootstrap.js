// Runs a Node.js handler in a process of its own: loads it once, then answers one event after another.
//
// Started by process.py. Reads one line of JSON per event from a pipe, writes one line per answer to another;
// what the handler prints goes to the standard output. Needs nothing but Node.js itself.
'use strict';
const fs = require('fs');
const http = require('http');
const https = require('https');
const path = require('path');
const readline = require('readline');
const util = require('util');

const [requests, answers, handlerName] = process.argv.slice(2);
const taskRoot = process.env.LAMBDA_TASK_ROOT;
let requestId = '';

function say(answer) {
  const data = Buffer.from(JSON.stringify(answer) + '\n');
  let sent = 0;
  while (sent < data.length) {
    sent += fs.writeSync(Number(answers), data, sent);
  }
}

const SDK_ADVICE =
  '\nLambda brings the AWS SDK for JavaScript, Node.js does not: install the module where the server is started ' +
  '(npm install), or name a node_modules folder that has it by LANDFORM_NODE_MODULES.';

function lacksSdk(error) {
  const codes = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'];
  return error instanceof Error && codes.includes(error.code) && /'@(aws-sdk|smithy)\//.test(error.message);
}

function described(error) {
  const isError = error instanceof Error;
  return {
    errorType: isError ? error.name : typeof error,
    errorMessage: (isError ? error.message : String(error)) + (lacksSdk(error) ? SDK_ADVICE : ''),
    trace: isError && error.stack ? error.stack.split('\n') : [],
  };
}

function note(level, text) {
  process.stdout.write(`${new Date().toISOString()}\t${requestId || 'undefined'}\t${level}\t${text}\n`);
}

for (const [name, level] of Object.entries({
  log: 'INFO', info: 'INFO', debug: 'DEBUG', warn: 'WARN', error: 'ERROR', trace: 'TRACE',
})) {
  console[name] = (...values) => note(level, util.format(...values));
}

// Handlers answer CloudFormation over https, on port 443, whatever the URL of the request says. Those of this
// server's own URLs go to the server.
function answerToOurselves() {
  const own = new URL(process.env.AWS_ENDPOINT_URL || 'http://127.0.0.1:9');
  const request = https.request;
  https.request = (target, ...others) => {
    const options = typeof target === 'string' || target instanceof URL ? new URL(target) : target;
    const host = options.hostname || options.host;
    const where = options.pathname || options.path || '';
    if (host !== own.hostname || !where.startsWith('/_landform/')) {
      return request(target, ...others);
    }
    const given = typeof others[0] === 'object' ? others.shift() : {};
    const plain = options instanceof URL ? { path: options.pathname + options.search } : { ...options };
    const { agent, protocol, ...kept } = { ...plain, ...given };
    return http.request({ ...kept, host: own.hostname, hostname: own.hostname, port: own.port }, ...others);
  };
  require('module').syncBuiltinESMExports();
}

async function load() {
  const slash = handlerName.lastIndexOf('/') + 1;
  const dot = handlerName.indexOf('.', slash);
  const file = path.resolve(taskRoot, handlerName.slice(0, dot < 0 ? handlerName.length : dot));
  const found = ['', '.js', '.mjs', '.cjs'].map((end) => file + end)
    .find((each) => fs.existsSync(each) && fs.statSync(each).isFile());
  if (!found) {
    const error = new Error(`Error: Cannot find module '${path.basename(file)}'`);
    error.name = 'Runtime.ImportModuleError';
    throw error;
  }
  let loaded;
  try {
    loaded = found.endsWith('.mjs') ? await import(found) : require(found);
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM') {
      throw error;
    }
    loaded = await import(found);
  }
  let handler = loaded;
  for (const name of dot < 0 ? [] : handlerName.slice(dot + 1).split('.')) {
    handler = handler === undefined ? undefined : handler[name];
  }
  if (typeof handler !== 'function') {
    const error = new Error(`${handlerName} is undefined or not exported`);
    error.name = 'Runtime.HandlerNotFound';
    throw error;
  }
  return handler;
}

function contextOf(request, settle) {
  const environment = process.env;
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: request.id,
    invokedFunctionArn: request.arn,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(request.deadline * 1000 - Date.now())),
    done: settle,
    fail: (error) => settle(error || new Error('failed')),
    succeed: (result) => settle(null, result),
  };
}

function run(handler, request) {
  return new Promise((resolve) => {
    const settle = (error, result) => resolve(error ? { error } : { result });
    try {
      const event = JSON.parse(fs.readFileSync(request.event, 'utf8'));
      const returned = handler(event, contextOf(request, settle), settle);
      if (returned && typeof returned.then === 'function') {
        returned.then((result) => settle(null, result), (error) => settle(error || new Error('rejected')));
      }
    } catch (error) {
      settle(error);
    }
  });
}

function answerOf(outcome) {
  if ('error' in outcome) {
    note('ERROR', `Invoke Error\t${JSON.stringify(described(outcome.error))}`);
    return { error: described(outcome.error) };
  }
  try {
    return { result: JSON.stringify(outcome.result === undefined ? null : outcome.result) };
  } catch (error) {
    return { error: { ...described(error), errorType: 'Runtime.MarshalError' } };
  }
}

async function main() {
  answerToOurselves();
  const lines = readline.createInterface({ input: fs.createReadStream(null, { fd: Number(requests) }) });
  const waiting = [];
  let wake = () => {};
  lines.on('line', (line) => { waiting.push(JSON.parse(line)); wake(); });
  lines.on('close', () => process.exit(0)); // whoever started us is gone
  let handler;
  try {
    handler = await load();
  } catch (error) {
    note('ERROR', `Uncaught Exception\t${JSON.stringify(described(error))}`);
    say({ failed: described(error) });
    process.exit(1);
  }
  say({ ready: true });
  for (;;) {
    while (!waiting.length) {
      await new Promise((resolve) => { wake = resolve; });
    }
    const request = waiting.shift();
    requestId = request.id;
    say(answerOf(await run(handler, request)));
  }
}

main();
