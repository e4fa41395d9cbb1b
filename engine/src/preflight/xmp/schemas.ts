/**
 * The schemas that PDF/A-2 and PDF/A-3 know without being told: those of the XMP Specification of September 2005 and PDF/A's own
 * identification. Each line is a property with its type; `(a|b)` behind a type is a closed choice.
 */
interface SchemaText {
  readonly ns: string;
  readonly properties: string;
}

const schemas: readonly SchemaText[] = [
  {
    ns: 'http://www.aiim.org/pdfa/ns/id/',
    properties: 'part: Integer; amd: Text; corr: Text; conformance: Text(A|B|U)',
  },
  {
    ns: 'http://purl.org/dc/elements/1.1/',
    properties: `contributor: bag ProperName; coverage: Text; creator: seq ProperName; date: seq Date; description: Lang Alt;
      format: MIMEType; identifier: Text; language: bag Locale; publisher: bag ProperName; relation: bag Text; rights: Lang Alt;
      source: Text; subject: bag Text; title: Lang Alt; type: bag Text`,
  },
  {
    ns: 'http://ns.adobe.com/xap/1.0/',
    properties: `Advisory: bag XPath; BaseURL: URL; CreateDate: Date; CreatorTool: AgentName; Identifier: bag Text; Label: Text;
      MetadataDate: Date; ModifyDate: Date; Nickname: Text; Rating: Real; Thumbnails: alt Thumbnail`,
  },
  {
    ns: 'http://ns.adobe.com/xap/1.0/rights/',
    properties: 'Certificate: URL; Marked: Boolean; Owner: bag ProperName; UsageTerms: Lang Alt; WebStatement: URL',
  },
  {
    ns: 'http://ns.adobe.com/xap/1.0/mm/',
    properties: `DerivedFrom: ResourceRef; DocumentID: URI; History: seq ResourceEvent; InstanceID: URI; ManagedFrom: ResourceRef;
      Manager: AgentName; ManageTo: URI; ManageUI: URI; ManagerVariant: Text; RenditionClass: RenditionClass; RenditionParams: Text;
      VersionID: Text; Versions: seq Version; LastURL: URL; RenditionOf: ResourceRef; SaveID: Integer`,
  },
  { ns: 'http://ns.adobe.com/xap/1.0/bj/', properties: 'JobRef: bag Job' },
  {
    ns: 'http://ns.adobe.com/xap/1.0/t/pg/',
    properties: 'MaxPageSize: Dimensions; NPages: Integer; Fonts: bag Font; Colorants: seq Colorant; PlateNames: seq Text',
  },
  {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: `projectRef: ProjectLink; videoFrameRate: Text; videoFrameSize: Dimensions; videoPixelAspectRatio: Rational;
      videoPixelDepth: Text(8Int|16Int|32Int|32Float); videoColorSpace: Text(sRGB|CCIR-601|CCIR-709);
      videoAlphaMode: Text(straight|pre-multiplied); videoAlphaPremultipleColor: Colorant; videoAlphaUnityIsTransparent: Boolean;
      videoCompressor: Text; videoFieldOrder: Text(Upper|Lower|Progressive);
      pullDown: Text(WSSWW|SSWWW|SWWWS|WWWSS|WWSSW|WSSWW_24p|SSWWW_24p|SWWWS_24p|WWWSS_24p|WWSSW_24p);
      audioSampleRate: Integer; audioSampleType: Text(8Int|16Int|32Int|32Float); audioChannelType: Text(Mono|Stereo|5.1|7.1);
      audioCompressor: Text; speakerPlacement: Text; fileDataRate: Rational; tapeName: Text; altTapeName: Text;
      startTimecode: Timecode; altTimecode: Timecode; duration: Time; scene: Text; shotName: Text; shotDate: Date; shotLocation: Text;
      logComment: Text; markers: seq Marker; contributedMedia: bag Media; absPeakAudioFilePath: URI; relativePeakAudioFilePath: URI;
      videoModDate: Date; audioModDate: Date; metadataModDate: Date; artist: Text; album: Text; trackNumber: Integer; genre: Text;
      copyright: Text; releaseDate: Date; composer: Text; engineer: Text; tempo: Real; instrument: Text; introTime: Time; outCue: Time;
      relativeTimestamp: Time; loop: Boolean; numberOfBeats: Real; key: Text(C|C#|D|D#|E|F|F#|G|G#|A|A#|B);
      stretchMode: Text(Fixed length|Time-Scale|Resample|Beat Splice|Hybrid); timeScaleParams: TimeScaleStretch;
      resampleParams: ResampleStretch; beatSpliceParams: BeatSpliceStretch;
      timeSignature: Text(2/4|3/4|4/4|5/4|7/4|6/8|9/8|12/8|other); scaleType: Text(Major|Minor|Both|Neither)`,
  },
  { ns: 'http://ns.adobe.com/pdf/1.3/', properties: 'Keywords: Text; PDFVersion: Text; Producer: AgentName' },
  {
    ns: 'http://ns.adobe.com/photoshop/1.0/',
    properties: `AuthorsPosition: Text; CaptionWriter: ProperName; Category: Text; City: Text; Country: Text; Credit: Text;
      DateCreated: Date; Headline: Text; Instructions: Text; Source: Text; State: Text; SupplementalCategories: bag Text;
      TransmissionReference: Text; Urgency: Integer`,
  },
  {
    ns: 'http://ns.adobe.com/camera-raw-settings/1.0/',
    properties: `AutoBrightness: Boolean; AutoContrast: Boolean; AutoExposure: Boolean; AutoShadows: Boolean; BlueHue: Integer;
      BlueSaturation: Integer; Brightness: Integer; CameraProfile: Text; ChromaticAberrationB: Integer; ChromaticAberrationR: Integer;
      ColorNoiseReduction: Integer; Contrast: Integer; CropTop: Real; CropLeft: Real; CropBottom: Real; CropRight: Real; CropAngle: Real;
      CropWidth: Real; CropHeight: Real; CropUnits: Integer; Exposure: Real; GreenHue: Integer; GreenSaturation: Integer;
      HasCrop: Boolean; HasSettings: Boolean; LuminanceSmoothing: Integer; RawFileName: Text; RedHue: Integer; RedSaturation: Integer;
      Saturation: Integer; Shadows: Integer; ShadowTint: Integer; Sharpness: Integer; Temperature: Integer; Tint: Integer;
      ToneCurve: seq Point; ToneCurveName: Text; Version: Text; VignetteAmount: Integer; VignetteMidpoint: Integer;
      WhiteBalance: Text(As Shot|Auto|Daylight|Cloudy|Shade|Tungsten|Fluorescent|Flash|Custom)`,
  },
  {
    ns: 'http://ns.adobe.com/tiff/1.0/',
    properties: `ImageWidth: Integer; ImageLength: Integer; BitsPerSample: seq Integer; Compression: Integer(1|6);
      PhotometricInterpretation: Integer(2|6); Orientation: Integer(1|2|3|4|5|6|7|8); SamplesPerPixel: Integer;
      PlanarConfiguration: Integer(1|2); YCbCrSubSampling: seq Integer; YCbCrPositioning: Integer(1|2); XResolution: Rational;
      YResolution: Rational; ResolutionUnit: Integer(2|3); TransferFunction: seq Integer; WhitePoint: seq Rational;
      PrimaryChromaticities: seq Rational; YCbCrCoefficients: seq Rational; ReferenceBlackWhite: seq Rational; DateTime: Date;
      ImageDescription: Lang Alt; Make: ProperName; Model: ProperName; Software: AgentName; Artist: ProperName; Copyright: Lang Alt`,
  },
  {
    ns: 'http://ns.adobe.com/exif/1.0/',
    properties: `ExifVersion: Text; FlashpixVersion: Text; ColorSpace: Integer(1|65535); ComponentsConfiguration: seq Integer;
      CompressedBitsPerPixel: Rational; PixelXDimension: Integer; PixelYDimension: Integer; UserComment: Lang Alt; RelatedSoundFile: Text;
      DateTimeOriginal: Date; DateTimeDigitized: Date; ExposureTime: Rational; FNumber: Rational;
      ExposureProgram: Integer(0|1|2|3|4|5|6|7|8); SpectralSensitivity: Text; ISOSpeedRatings: seq Integer; OECF: OECF/SFR;
      ShutterSpeedValue: Rational; ApertureValue: Rational; BrightnessValue: Rational; ExposureBiasValue: Rational;
      MaxApertureValue: Rational; SubjectDistance: Rational; MeteringMode: Integer(0|1|2|3|4|5|6|255);
      LightSource: Integer(0|1|2|3|4|9|10|11|12|13|14|15|17|18|19|20|21|22|23|24|255); Flash: Flash; FocalLength: Rational;
      SubjectArea: seq Integer; FlashEnergy: Rational; SpatialFrequencyResponse: OECF/SFR; FocalPlaneXResolution: Rational;
      FocalPlaneYResolution: Rational; FocalPlaneResolutionUnit: Integer(2|3); SubjectLocation: seq Integer; ExposureIndex: Rational;
      SensingMethod: Integer(1|2|3|4|5|6|7|8); FileSource: Integer(3); SceneType: Integer(1); CFAPattern: CFAPattern;
      CustomRendered: Integer(0|1); ExposureMode: Integer(0|1|2); WhiteBalance: Integer(0|1); DigitalZoomRatio: Rational;
      FocalLengthIn35mmFilm: Integer; SceneCaptureType: Integer(0|1|2|3); GainControl: Integer(0|1|2|3|4); Contrast: Integer(0|1|2);
      Saturation: Integer(0|1|2); Sharpness: Integer(0|1|2); DeviceSettingDescription: DeviceSettings;
      SubjectDistanceRange: Integer(0|1|2|3); ImageUniqueID: Text; GPSVersionID: Text; GPSLatitude: GPSCoordinate;
      GPSLongitude: GPSCoordinate; GPSAltitudeRef: Integer(0|1); GPSAltitude: Rational; GPSTimeStamp: Date; GPSSatellites: Text;
      GPSStatus: Text(A|V); GPSMeasureMode: Text; GPSDOP: Rational; GPSSpeedRef: Text(K|M|N); GPSSpeed: Rational; GPSTrackRef: Text(T|M);
      GPSTrack: Rational; GPSImgDirectionRef: Text(T|M); GPSImgDirection: Rational; GPSMapDatum: Text; GPSDestLatitude: GPSCoordinate;
      GPSDestLongitude: GPSCoordinate; GPSDestBearingRef: Text(T|M); GPSDestBearing: Rational; GPSDestDistanceRef: Text(K|M|N);
      GPSDestDistance: Rational; GPSProcessingMethod: Text; GPSAreaInformation: Text; GPSDifferential: Integer(0|1)`,
  },
  { ns: 'http://ns.adobe.com/exif/1.0/aux/', properties: 'Lens: Text; SerialNumber: Text' },
];

/** Structures of the XMP Specification, by type, with the namespace of their fields. */
const structures: Readonly<Record<string, SchemaText>> = {
  Dimensions: { ns: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#', properties: 'w: Real; h: Real; unit: Text' },
  Thumbnail: { ns: 'http://ns.adobe.com/xap/1.0/g/img/', properties: 'height: Integer; width: Integer; image: Text; format: Text(JPEG)' },
  ResourceEvent: {
    ns: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
    properties: 'action: Text; instanceID: URI; parameters: Text; softwareAgent: AgentName; when: Date',
  },
  ResourceRef: {
    ns: 'http://ns.adobe.com/xap/1.0/sType/ResourceRef#',
    properties: `instanceID: URI; documentID: URI; versionID: Text; renditionClass: RenditionClass; renditionParams: Text;
      manager: AgentName; managerVariant: Text; manageTo: URI; manageUI: URI`,
  },
  Version: {
    ns: 'http://ns.adobe.com/xap/1.0/sType/Version#',
    properties: 'comments: Text; event: ResourceEvent; modifyDate: Date; modifier: ProperName; version: Text',
  },
  Job: { ns: 'http://ns.adobe.com/xap/1.0/sType/Job#', properties: 'name: Text; id: Text; url: URL' },
  Font: {
    ns: 'http://ns.adobe.com/xap/1.0/sType/Font#',
    properties: `fontName: Text; fontFamily: Text; fontFace: Text; fontType: Text; versionString: Text; composite: Boolean;
      fontFileName: Text; childFontFiles: seq Text`,
  },
  Colorant: {
    ns: 'http://ns.adobe.com/xap/1.0/g/',
    properties: `swatchName: Text; mode: Text(CMYK|RGB|LAB); type: Text(PROCESS|SPOT); cyan: Real; magenta: Real; yellow: Real;
      black: Real; red: Integer; green: Integer; blue: Integer; L: Real; A: Integer; B: Integer`,
  },
  Marker: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: `startTime: Any; duration: Any; comment: Text; name: Text; location: URI; target: Text;
      type: Text(Chapter|Cue|Beat|Track|Index)`,
  },
  Media: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: 'path: URI; track: Text; startTime: Time; duration: Time; managed: Boolean; webStatement: URI',
  },
  ProjectLink: { ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/', properties: 'type: Text(movie|still|audio|custom); path: URI' },
  ResampleStretch: { ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/', properties: 'quality: Text(High|Medium|Low)' },
  Time: { ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/', properties: 'value: Integer; scale: Rational' },
  Timecode: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: `timeValue: TimeValue; timeFormat: Text(24Timecode|25Timecode|2997DropTimecode|2997NonDropTimecode|30Timecode|50Timecode
      |5994DropTimecode|5994NonDropTimecode|60Timecode|23976Timecode)`,
  },
  TimeScaleStretch: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: 'quality: Text(High|Medium|Low); frameSize: Real; frameOverlappingPercentage: Real',
  },
  BeatSpliceStretch: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: 'useFileBeatsMarker: Boolean; riseInDecibel: Real; riseInTimeDuration: Time',
  },
  Flash: {
    ns: 'http://ns.adobe.com/exif/1.0/',
    properties: 'Fired: Boolean; Return: Text(0|2|3); Mode: Text(0|1|2|3); Function: Boolean; RedEyeMode: Boolean',
  },
  'OECF/SFR': { ns: 'http://ns.adobe.com/exif/1.0/', properties: 'Columns: Integer; Rows: Integer; Names: seq Text; Values: seq Rational' },
  CFAPattern: { ns: 'http://ns.adobe.com/exif/1.0/', properties: 'Columns: Integer; Rows: Integer; Values: seq Integer' },
  DeviceSettings: { ns: 'http://ns.adobe.com/exif/1.0/', properties: 'Columns: Integer; Rows: Integer; Settings: seq Text' },
};

/** Fields or properties with their types. */
export type TypeByName = ReadonlyMap<string, string>;

/** A structure type: the namespace of its fields and their types. */
export interface StructureType {
  readonly ns: string;
  readonly fields: TypeByName;
}

const parse = (text: string): TypeByName =>
  new Map(
    text.split(';').map((line) => {
      const [name, type] = line.trim().split(/:\s*/) as [string, string];
      return [name, type.replace(/\n\s*/g, '')];
    }),
  );

/** Properties of each predefined schema by namespace. */
export const predefinedSchemas: ReadonlyMap<string, TypeByName> = new Map(schemas.map(({ ns, properties }) => [ns, parse(properties)]));

/** Structure types by lower-case name. */
export const predefinedStructures: ReadonlyMap<string, StructureType> = new Map(
  Object.entries(structures).map(([name, { ns, properties }]) => [name.toLowerCase(), { ns, fields: parse(properties) }]),
);
