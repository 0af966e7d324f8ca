/** The public region label of a country in the Northwind data. */
const REGIONS: Readonly<Record<string, string>> = {
  USA: "NA",
  Canada: "NA",
  Mexico: "LATAM",
  Brazil: "LATAM",
  Argentina: "LATAM",
  Venezuela: "LATAM",
  UK: "UK",
  Norway: "EFTA",
  Switzerland: "EFTA",
};

export function regionOf(country: string): string {
  return REGIONS[country] ?? "EU";
}

/** Northwind Traders keeps the Americas, Speedy Express the rest. */
export function isAmerican(country: string): boolean {
  return ["NA", "LATAM"].includes(regionOf(country));
}
