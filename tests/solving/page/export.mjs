/** Prints the export of a log: `node export.mjs < {"course": ..., "events": ...}`. */

import { text } from 'node:stream/consumers';

import { exported } from '../../../docs/solving/page/exchange.js';

const { course, events } = JSON.parse(await text(process.stdin));
process.stdout.write(exported(course, events));
