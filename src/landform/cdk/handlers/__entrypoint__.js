// Answers CloudFormation for the handler in index.js: calls it, and puts its result where the request says.
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html
'use strict';
const https = require('https');

const NEVER_MADE = 'landform-resource-that-was-never-made';

function send(event, result) {
  const body = JSON.stringify({
    Reason: '',
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    ...result,
  });
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body, 'utf8') };
  return new Promise((resolve, reject) => {
    const request = https.request(event.ResponseURL, { method: 'PUT', headers }, (response) => {
      response.resume();
      if (response.statusCode >= 400) {
        reject(new Error(`CloudFormation answered ${response.statusCode}`));
      } else {
        resolve();
      }
    });
    request.on('error', reject);
    request.end(body);
  });
}

exports.handler = async (event, context) => {
  if (event.RequestType === 'Delete' && event.PhysicalResourceId === NEVER_MADE) {
    return send(event, { Status: 'SUCCESS', PhysicalResourceId: NEVER_MADE });
  }
  let result;
  try {
    result = (await require('./index').handler(event, context)) || {};
  } catch (error) {
    console.error(error);
    const known = event.PhysicalResourceId || NEVER_MADE;
    return send(event, { Status: 'FAILED', PhysicalResourceId: known, Reason: String(error.message || error) });
  }
  const known = result.PhysicalResourceId || event.PhysicalResourceId || event.RequestId;
  return send(event, { Status: 'SUCCESS', ...result, PhysicalResourceId: known });
};
