; The smallest installer around build/installer.nsh: what electron-builder's templates define, and do around its two macros.
; makensis -DHERE=(folder of installer.nsh) -DOUT=(the installer) -DAPP_ID=(appId)
Unicode true
Target amd64-unicode
!include LogicLib.nsh
!include FileFunc.nsh
!define APP_EXECUTABLE_FILENAME "Reencola.exe"
; electron-builder's installer runs the one of the version before with this, whoever starts it.
!macro _isUpdated _a _b _t _f
  ${GetParameters} $R9
  ClearErrors
  ${GetOptions} $R9 "--updated" $R8
  IfErrors `${_f}` `${_t}`
!macroend
!define isUpdated `"" isUpdated ""`
!include "${HERE}/installer.nsh"
Name Reencola
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\reencola"
SilentInstall silent
SilentUnInstall silent
Section
  SetOutPath $INSTDIR
  FileOpen $0 "$INSTDIR\${APP_EXECUTABLE_FILENAME}" w
  FileClose $0
  CreateShortCut "$DESKTOP\Reencola.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  CreateShortCut "$SMPROGRAMS\Reencola.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteUninstaller "$INSTDIR\Uninstall Reencola.exe"
  !insertmacro customInstall
SectionEnd
Section Uninstall
  !insertmacro customUnInstall
  ${ifNot} ${isUpdated}
    Delete "$DESKTOP\Reencola.lnk"
    Delete "$SMPROGRAMS\Reencola.lnk"
  ${endIf}
  RMDir /r $INSTDIR
SectionEnd
