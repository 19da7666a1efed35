/**
 * Writes the demo organisation anew, with dates relative to today. Edits in `.demo/` are lost;
 * the database is kept.
 */
import { writeDemo, demoFolder } from './demo.mjs';

writeDemo(demoFolder);
console.log('Wrote the demo organisation anew into .demo/');
