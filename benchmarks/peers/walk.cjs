// Reads every manifest below a folder with js-yaml and counts the objects: what an editor built on it does to show a tree.
'use strict';
const fs = require('fs');
const path = require('path');
const yaml = require(path.join(process.argv[2], 'node_modules/js-yaml'));

let objects = 0;
let unreadable = 0;

function walk(folder) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) {
            if (entry.name !== '.git') walk(file);
        } else if (/\.ya?ml$/.test(entry.name)) {
            try {
                yaml.loadAll(fs.readFileSync(file, 'utf8'), (document) => {
                    if (document && document.kind && document.metadata) objects++;
                });
            } catch (e) {
                if (!(e instanceof yaml.YAMLException)) throw e;
                unreadable++;
            }
        }
    }
}

walk(process.argv[3]);
console.log(`${objects} objects, ${unreadable} unreadable files`);
