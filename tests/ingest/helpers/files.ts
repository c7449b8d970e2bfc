/** The newest workplace header, as the service publishes it. */
export const WORKPLACE_HEADER =
  'LOCALESTID,STATUS,ESTNAME,ADDRESS1,ADDRESS2,ADDRESS3,POSTTOWN,POSTCODE,ESTTYPE,OTHERTYPE,PERMCQC,PERMLA,REGTYPE,PROVNUM,LOCATIONID,MAINSERVICE,ALLSERVICES,CAPACITY,UTILISATION,SERVICEDESC,SERVICEUSERS,OTHERUSERDESC,DHA,DHAACTIVITIES,TOTALPERMTEMP,ALLJOBROLES,STARTERS,LEAVERS,VACANCIES,REASONS,REASONNOS,REPEATTRAINING,CWPAWARE,CWPUSE,CWPUSEDESC,SICKPAY,PENSION,ACTUALCONT,OPTOUTPEN,HOLIDAY,SLEEPINS,SLEEPINPAY,TRAVELTIME,TTDIFFRATE'.split(
    ',',
  );

/** The newest worker header without its two optional columns. */
export const WORKER_HEADER =
  'LOCALESTID,UNIQUEWORKERID,STATUS,DISPLAYID,NINUMBER,POSTCODE,DOB,GENDER,ETHNICITY,NATIONALITY,BRITISHCITIZENSHIP,COUNTRYOFBIRTH,YEAROFENTRY,DISABLED,CARECERT,L2CARECERT,RECSOURCE,HANDCVISA,INOUTUK,STARTDATE,STARTINSECT,APPRENTICE,EMPLSTATUS,ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,NMCREG,NURSESPEC,AMHP,SCQUAL,NONSCQUAL,CWPCATEGORY,QUALACH01,QUALACH01NOTES,QUALACH02,QUALACH02NOTES,QUALACH03,QUALACH03NOTES'.split(
    ',',
  );

export type Cells = Record<string, string>;

/** A worker with nothing wrong and little said. */
export const WORKER: Cells = {
  LOCALESTID: 'HOME1',
  UNIQUEWORKERID: 'w1',
  STATUS: 'UPDATE',
  EMPLSTATUS: '1',
  MAINJOBROLE: '8',
};

/** A workplace with nothing wrong and little said. */
export const WORKPLACE: Cells = {
  LOCALESTID: 'HOME1',
  STATUS: 'UPDATE',
  ESTNAME: 'Quern House',
  ADDRESS1: '1 Quern Lane',
  POSTCODE: 'QX1 1AA',
  ESTTYPE: '6',
  REGTYPE: '2',
  PROVNUM: '1-000000001',
  LOCATIONID: '1-000000002',
  MAINSERVICE: '2',
  ALLSERVICES: '2',
  TOTALPERMTEMP: '9',
  ALLJOBROLES: '8;4',
  VACANCIES: '1;0',
};

/** One line of a file: cells are quoted only where they must be. */
export function line(cells: readonly string[], delimiter = ','): string {
  return cells
    .map((cell) =>
      /["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter);
}

/** A file of records; the header is the columns that any of them names. */
export function csv(
  records: readonly Cells[],
  header?: readonly string[],
  delimiter = ',',
): string {
  const names = header ?? [...new Set(records.flatMap((record) => Object.keys(record)))];
  const lines = records.map((record) =>
    line(
      names.map((name) => record[name] ?? ''),
      delimiter,
    ),
  );
  return `${[line(names, delimiter), ...lines].join('\n')}\n`;
}

/** A worker file of the usual worker with something changed in each record. */
export function workers(...changes: readonly Cells[]): string {
  return csv(changes.map((change) => ({ ...WORKER, ...change })));
}

/** A workplace file of the usual workplace with something changed in each record. */
export function workplaces(...changes: readonly Cells[]): string {
  return csv(changes.map((change) => ({ ...WORKPLACE, ...change })));
}
