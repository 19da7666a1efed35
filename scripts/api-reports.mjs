/**
 * Makes the API reports: what each entry point of each package in plugins/ exports, in its
 * `report.api.md` or `report-<entry point>.api.md`. Whoever changes what others build on sees it there.
 *
 *   node scripts/api-reports.mjs          writes the reports
 *   node scripts/api-reports.mjs --check  writes nothing; fails if a report would change
 *
 * Both read the declarations that `yarn tsc` leaves in dist-types/.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const declarations = join(root, 'dist-types');
const requireFromRoot = createRequire(join(root, 'package.json'));
const typescript = requireFromRoot('typescript');
const { CompilerState, Extractor, ExtractorConfig } = requireFromRoot(
  '@microsoft/api-extractor',
);

/** The entry points of a package: what an import names behind the package, the main one first. */
function entryPointsOf(manifest) {
  const exported = manifest.exports ?? { '.': `./${manifest.main}` };
  return Object.entries(exported)
    .filter(([name]) => name !== './package.json')
    .map(([name, file]) => ({
      name,
      report:
        name === '.' ? 'report.api.md' : `report-${basename(name)}.api.md`,
      declaration: file.replace(/\.tsx?$/, '.d.ts'),
    }));
}

const packages = readdirSync(join(root, 'plugins'))
  .sort()
  .map(name => `plugins/${name}`)
  .filter(folder => existsSync(join(root, folder, 'package.json')))
  .map(folder => {
    const text = readFileSync(join(root, folder, 'package.json'), 'utf8');
    const manifest = JSON.parse(text);
    return { folder, manifest, entryPoints: entryPointsOf(manifest) };
  })
  .filter(({ manifest }) => !manifest.private);

/**
 * Lets the declarations of a package find those of the others, not their source, which would have to be
 * analysed once more: puts a package.json beside them, and a folder node_modules above.
 */
function linkDeclarations() {
  unlinkDeclarations();
  for (const { folder, manifest, entryPoints } of packages) {
    const { name, version, dependencies, peerDependencies } = manifest;
    const target = join(declarations, folder);
    const exports = Object.fromEntries(
      entryPoints.map(entry => [entry.name, { types: entry.declaration }]),
    );
    writeFileSync(
      join(target, 'package.json'),
      JSON.stringify({
        name,
        version,
        dependencies,
        peerDependencies,
        types: exports['.'].types,
        exports,
      }),
    );
    const link = join(declarations, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
  }
}

/** Leaves the declarations as the compiler made them. */
function unlinkDeclarations() {
  rmSync(join(declarations, 'node_modules'), { recursive: true, force: true });
  for (const { folder } of packages) {
    rmSync(join(declarations, folder, 'package.json'), { force: true });
  }
}

const silent = { logLevel: 'none', addToApiReportFile: false };

/** How API Extractor reads one entry point; it writes the report into a folder. */
function configOf({ folder, manifest }, entryPoint, reportFolder) {
  const projectFolder = join(declarations, folder);
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(projectFolder, 'package.json'),
    packageJson: manifest,
    configObjectFullPath: undefined,
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, entryPoint.declaration),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            jsx: 'react-jsx',
            lib: ['DOM', 'DOM.Iterable', 'DOM.AsyncIterable', 'ES2023'],
            module: 'ES2020',
            moduleResolution: 'bundler',
            noEmit: true,
            resolveJsonModule: true,
            skipLibCheck: true,
            strict: true,
            target: 'ES2022',
            types: ['node'],
          },
          files: [entryPoint.declaration],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: entryPoint.report,
        reportFolder,
        reportTempFolder: join(reportFolder, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        // `yarn tsc` says these.
        compilerMessageReporting: { default: silent },
        extractorMessageReporting: {
          default: { logLevel: 'warning', addToApiReportFile: true },
          // The report says "(undocumented)" by itself.
          'ae-undocumented': silent,
        },
        // How a docstring is written is nothing that others build on.
        tsdocMessageReporting: { default: silent },
      },
    },
  });
}

/**
 * The compiler writes a union that nobody wrote in the order in which it met the members, which depends on
 * what else it compiled, and on what it kept of an earlier run.
 */
function sortUnions(report) {
  const [, head, code, tail] = /^(.*?```ts\n)(.*)(```\n.*)$/s.exec(report);
  const source = typescript.createSourceFile('report.d.ts', code, {
    languageVersion: typescript.ScriptTarget.Latest,
  });
  const write = node => {
    if (typescript.isUnionTypeNode(node)) {
      const members = node.types.map(write).sort();
      // As everybody reads them: null and undefined last.
      const isSomething = member => !/^(null|undefined)$/.test(member);
      return [
        ...members.filter(isSomething),
        ...members.filter(member => !isSomething(member)),
      ].join(' | ');
    }
    const children = [];
    typescript.forEachChild(node, child => void children.push(child));
    let position = node.getStart(source);
    let text = '';
    for (const child of children) {
      const start = child.getStart(source);
      text += code.slice(position, start) + write(child);
      position = child.getEnd();
    }
    return text + code.slice(position, node.getEnd());
  };
  const start = source.getStart(source);
  return head + code.slice(0, start) + write(source) + tail;
}

/** Takes out warnings of what the main entry point exports: it can be named, by another import. */
function withoutExported(report, mainReport) {
  const isExported = symbol =>
    new RegExp(
      `^export (?:abstract )?(?:class|const|function|interface|type) ${symbol}\\b`,
      'm',
    ).test(mainReport);
  const forgotten =
    /^ *\/\/ Warning: \(ae-forgotten-export\) The symbol "(\w+)".*\n(?: *\/\/\n)?/gm;
  return report.replace(forgotten, (warning, symbol) =>
    isExported(symbol) ? '' : warning,
  );
}

/** @returns {Array<{ path: string, content: string }>} what each report has to hold */
function makeReports(workFolder) {
  const jobs = packages.flatMap(pack =>
    pack.entryPoints.map(entryPoint => {
      const reportFolder = join(workFolder, pack.folder);
      mkdirSync(reportFolder, { recursive: true });
      return {
        config: configOf(pack, entryPoint, reportFolder),
        file: join(reportFolder, entryPoint.report),
        mainFile: join(reportFolder, pack.entryPoints[0].report),
        path: `${pack.folder}/${entryPoint.report}`,
      };
    }),
  );
  // One program for all: most of the time goes into reading the types of others.
  const compilerState = CompilerState.create(jobs[0].config, {
    additionalEntryPoints: jobs.map(
      ({ config }) => config.mainEntryPointFilePath,
    ),
  });
  for (const { config } of jobs) {
    Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback: message => {
        // Warnings stand in the report.
        message.handled = message.logLevel !== 'error';
      },
    });
  }
  return jobs.map(({ file, mainFile, path }) => {
    const report = sortUnions(readFileSync(file, 'utf8'));
    return {
      path,
      content:
        file === mainFile
          ? report
          : withoutExported(report, readFileSync(mainFile, 'utf8')),
    };
  });
}

function findReports() {
  return packages.flatMap(({ folder }) =>
    readdirSync(join(root, folder))
      .filter(name => /^report.*\.api\.md$/.test(name))
      .map(name => `${folder}/${name}`),
  );
}

if (!packages.every(({ folder }) => existsSync(join(declarations, folder)))) {
  process.stderr.write('There are no declarations. Run `yarn tsc` first.\n');
  process.exit(1);
}
process.chdir(root);

const workFolder = mkdtempSync(join(tmpdir(), 'api-reports-'));
let reports;
try {
  linkDeclarations();
  reports = makeReports(workFolder);
} finally {
  unlinkDeclarations();
  rmSync(workFolder, { recursive: true, force: true });
}

const present = findReports();
const changed = reports.filter(
  ({ path, content }) =>
    !present.includes(path) ||
    readFileSync(join(root, path), 'utf8') !== content,
);
const gone = present.filter(
  path => !reports.some(report => report.path === path),
);

if (!process.argv.includes('--check')) {
  changed.forEach(({ path, content }) =>
    writeFileSync(join(root, path), content),
  );
  gone.forEach(path => rmSync(join(root, path)));
} else if (changed.length + gone.length > 0) {
  const old = [...changed.map(({ path }) => path), ...gone].join(', ');
  process.stderr.write(
    `What a package exports is not what its API report says: ${old}. Run \`yarn tsc\` and \`yarn api-reports\`, see what changes for those who build on it, and commit the reports. Where nothing that is exported changed, declarations of an earlier compile are left over: delete dist-types first.\n`,
  );
  process.exitCode = 1;
}
