/**
 * The schemas that PDF/A-2 and PDF/A-3 know without being told: those of the XMP Specification of September 2005 and PDF/A's own
 * identification, as `name: type`. Closed choices stand as the type they choose from: PDF/A does not ask for the values.
 */
interface SchemaText {
  readonly ns: string;
  readonly properties: string;
}

const schemas: readonly SchemaText[] = [
  {
    ns: 'http://www.aiim.org/pdfa/ns/id/',
    properties: 'part: Integer; amd: Text; corr: Text; conformance: Text',
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
      videoPixelDepth: Text; videoColorSpace: Text;
      videoAlphaMode: Text; videoAlphaPremultipleColor: Colorant; videoAlphaUnityIsTransparent: Boolean;
      videoCompressor: Text; videoFieldOrder: Text;
      pullDown: Text;
      audioSampleRate: Integer; audioSampleType: Text; audioChannelType: Text;
      audioCompressor: Text; speakerPlacement: Text; fileDataRate: Rational; tapeName: Text; altTapeName: Text;
      startTimecode: Timecode; altTimecode: Timecode; duration: Time; scene: Text; shotName: Text; shotDate: Date; shotLocation: Text;
      logComment: Text; markers: seq Marker; contributedMedia: bag Media; absPeakAudioFilePath: URI; relativePeakAudioFilePath: URI;
      videoModDate: Date; audioModDate: Date; metadataModDate: Date; artist: Text; album: Text; trackNumber: Integer; genre: Text;
      copyright: Text; releaseDate: Date; composer: Text; engineer: Text; tempo: Real; instrument: Text; introTime: Time; outCue: Time;
      relativeTimestamp: Time; loop: Boolean; numberOfBeats: Real; key: Text;
      stretchMode: Text; timeScaleParams: TimeScaleStretch;
      resampleParams: ResampleStretch; beatSpliceParams: BeatSpliceStretch;
      timeSignature: Text; scaleType: Text`,
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
      WhiteBalance: Text`,
  },
  {
    ns: 'http://ns.adobe.com/tiff/1.0/',
    properties: `ImageWidth: Integer; ImageLength: Integer; BitsPerSample: seq Integer; Compression: Integer;
      PhotometricInterpretation: Integer; Orientation: Integer; SamplesPerPixel: Integer;
      PlanarConfiguration: Integer; YCbCrSubSampling: seq Integer; YCbCrPositioning: Integer; XResolution: Rational;
      YResolution: Rational; ResolutionUnit: Integer; TransferFunction: seq Integer; WhitePoint: seq Rational;
      PrimaryChromaticities: seq Rational; YCbCrCoefficients: seq Rational; ReferenceBlackWhite: seq Rational; DateTime: Date;
      ImageDescription: Lang Alt; Make: ProperName; Model: ProperName; Software: AgentName; Artist: ProperName; Copyright: Lang Alt`,
  },
  {
    ns: 'http://ns.adobe.com/exif/1.0/',
    properties: `ExifVersion: Text; FlashpixVersion: Text; ColorSpace: Integer; ComponentsConfiguration: seq Integer;
      CompressedBitsPerPixel: Rational; PixelXDimension: Integer; PixelYDimension: Integer; UserComment: Lang Alt; RelatedSoundFile: Text;
      DateTimeOriginal: Date; DateTimeDigitized: Date; ExposureTime: Rational; FNumber: Rational;
      ExposureProgram: Integer; SpectralSensitivity: Text; ISOSpeedRatings: seq Integer; OECF: OECF/SFR;
      ShutterSpeedValue: Rational; ApertureValue: Rational; BrightnessValue: Rational; ExposureBiasValue: Rational;
      MaxApertureValue: Rational; SubjectDistance: Rational; MeteringMode: Integer;
      LightSource: Integer; Flash: Flash; FocalLength: Rational;
      SubjectArea: seq Integer; FlashEnergy: Rational; SpatialFrequencyResponse: OECF/SFR; FocalPlaneXResolution: Rational;
      FocalPlaneYResolution: Rational; FocalPlaneResolutionUnit: Integer; SubjectLocation: seq Integer; ExposureIndex: Rational;
      SensingMethod: Integer; FileSource: Integer; SceneType: Integer; CFAPattern: CFAPattern;
      CustomRendered: Integer; ExposureMode: Integer; WhiteBalance: Integer; DigitalZoomRatio: Rational;
      FocalLengthIn35mmFilm: Integer; SceneCaptureType: Integer; GainControl: Integer; Contrast: Integer;
      Saturation: Integer; Sharpness: Integer; DeviceSettingDescription: DeviceSettings;
      SubjectDistanceRange: Integer; ImageUniqueID: Text; GPSVersionID: Text; GPSLatitude: GPSCoordinate;
      GPSLongitude: GPSCoordinate; GPSAltitudeRef: Integer; GPSAltitude: Rational; GPSTimeStamp: Date; GPSSatellites: Text;
      GPSStatus: Text; GPSMeasureMode: Text; GPSDOP: Rational; GPSSpeedRef: Text; GPSSpeed: Rational; GPSTrackRef: Text;
      GPSTrack: Rational; GPSImgDirectionRef: Text; GPSImgDirection: Rational; GPSMapDatum: Text; GPSDestLatitude: GPSCoordinate;
      GPSDestLongitude: GPSCoordinate; GPSDestBearingRef: Text; GPSDestBearing: Rational; GPSDestDistanceRef: Text;
      GPSDestDistance: Rational; GPSProcessingMethod: Text; GPSAreaInformation: Text; GPSDifferential: Integer`,
  },
  { ns: 'http://ns.adobe.com/exif/1.0/aux/', properties: 'Lens: Text; SerialNumber: Text' },
];

/** Structures of the XMP Specification, by type, with the namespace of their fields. */
const structures: Readonly<Record<string, SchemaText>> = {
  Dimensions: { ns: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#', properties: 'w: Real; h: Real; unit: Text' },
  Thumbnail: { ns: 'http://ns.adobe.com/xap/1.0/g/img/', properties: 'height: Integer; width: Integer; image: Text; format: Text' },
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
    properties: `swatchName: Text; mode: Text; type: Text; cyan: Real; magenta: Real; yellow: Real;
      black: Real; red: Integer; green: Integer; blue: Integer; L: Real; A: Integer; B: Integer`,
  },
  Marker: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: `startTime: Any; duration: Any; comment: Text; name: Text; location: URI; target: Text;
      type: Text`,
  },
  Media: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: 'path: URI; track: Text; startTime: Time; duration: Time; managed: Boolean; webStatement: URI',
  },
  ProjectLink: { ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/', properties: 'type: Text; path: URI' },
  ResampleStretch: { ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/', properties: 'quality: Text' },
  Time: { ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/', properties: 'value: Integer; scale: Rational' },
  Timecode: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: `timeValue: Text; timeFormat: Text`,
  },
  TimeScaleStretch: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: 'quality: Text; frameSize: Real; frameOverlappingPercentage: Real',
  },
  BeatSpliceStretch: {
    ns: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    properties: 'useFileBeatsMarker: Boolean; riseInDecibel: Real; riseInTimeDuration: Time',
  },
  Flash: {
    ns: 'http://ns.adobe.com/exif/1.0/',
    properties: 'Fired: Boolean; Return: Text; Mode: Text; Function: Boolean; RedEyeMode: Boolean',
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
